namespace Monitoring.ErrorTracking.Ownership.Rules;

/// <summary>A word of a line.</summary>
/// <param name="Text">The word, without quotes and backslashes.</param>
/// <param name="Column">Where it begins, from 1.</param>
internal readonly record struct OwnerWord(string Text, int Column);
