namespace Monitoring.ErrorTracking.Json;

/// <summary>How deep and how long a value may be that is kept as text.</summary>
/// <param name="Levels">Levels of values: the value itself is the first; containers on the last level must be empty.</param>
/// <param name="Bytes">The length of its text in bytes.</param>
internal readonly record struct JsonLimit(int Levels, int Bytes)
{
    /// <summary>Whether a value is within the limit.</summary>
    public bool Allows(RawJson value, int levels) => levels <= Levels && value.Utf8.Length <= Bytes;
}
