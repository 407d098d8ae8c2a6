namespace Monitoring.ErrorTracking.Grouping.Decisions;

/// <summary>How the hash of a variant comes about, in the words that users of Sentry know.</summary>
internal static class VariantTypes
{
    public const string Component = "component";
    public const string SaltedComponent = "salted-component";
    public const string CustomFingerprint = "custom-fingerprint";
    public const string BuiltInFingerprint = "built-in-fingerprint";
    public const string Checksum = "checksum";
    public const string HashedChecksum = "hashed-checksum";
    public const string Fallback = "fallback";
}
