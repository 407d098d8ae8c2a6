namespace Monitoring.Storage.LiteDb.Database;

internal static class BlobFields
{
    /// <summary>When it may be removed, in UTC ticks.</summary>
    public const string Expiry = "x";
}
