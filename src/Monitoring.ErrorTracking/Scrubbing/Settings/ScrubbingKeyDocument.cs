namespace Monitoring.ErrorTracking.Scrubbing.Settings;

/// <summary>
/// The key of a project's hashes: of values that a rule hashes, and of users whose name is not kept. Whoever has the database has the key, so
/// the hashes hide a value from readers of the product, and are no anonymity.
/// </summary>
internal sealed record ScrubbingKeyDocument
{
    public const string Key = "scrubbing-key";

    /// <summary>How many random bytes it has.</summary>
    public const int Length = 32;

    public required byte[] Bytes { get; init; }
}
