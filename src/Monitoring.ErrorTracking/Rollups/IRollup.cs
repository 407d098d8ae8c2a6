namespace Monitoring.ErrorTracking.Rollups;

/// <summary>
/// A value of which any number become one: counts, sketches, extremes. Merging is commutative and associative, and a new value changes nothing, so that it is
/// the same whoever merges what first, and in however many steps.
/// </summary>
/// <typeparam name="TSelf">The type itself. Its constructor without arguments makes the value of nothing.</typeparam>
internal interface IRollup<TSelf>
    where TSelf : class, IRollup<TSelf>, new()
{
    /// <summary>Adds all of another value to this one; the other is not changed, and nothing of it is shared.</summary>
    void Merge(TSelf other);

    /// <summary>The value as bytes, some kilobytes at most.</summary>
    byte[] Encode();

    /// <summary>Reads bytes that <see cref="Encode"/> gave, of this version of the program or of an older one.</summary>
    /// <returns>The value, or null when the bytes are none.</returns>
    static abstract TSelf? Decode(ReadOnlySpan<byte> bytes);
}
