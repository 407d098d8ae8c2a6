namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>A part of a text that is to be changed, from the first character to the one behind the last.</summary>
internal readonly record struct Stretch(int Start, int End, ScrubType Type);
