# praat --run measure.praat FILE.wav
# Line 1: Praat's version. Line 2: jitter (local) and shimmer (local, dB). Line 3: F0 in Hz at 5 ms, 15 ms, 25 ms …
form Measure
  sentence file
endform
sound = Read from file: file$
seconds = Get total duration
frames = floor (seconds * 100)
pitch = To Pitch (ac): 0.01, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 600
selectObject: sound, pitch
periods = To PointProcess (cc)
jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
selectObject: sound, periods
shimmer = Get shimmer (local_dB): 0, 0, 0.0001, 0.02, 1.3, 1.6
writeInfoLine: praatVersion$
appendInfoLine: jitter, " ", shimmer
selectObject: pitch
for frame to frames
  hertz = Get value at time: (frame - 0.5) / 100, "Hertz", "linear"
  if hertz = undefined
    appendInfo: "0 "
  else
    appendInfo: fixed$ (hertz, 2), " "
  endif
endfor
