namespace Monitoring.ErrorTracking.Quotas;

/// <summary>A limit that something was over, as <c>X-Sentry-Rate-Limits</c> names it.</summary>
/// <param name="Categories">What the sender should keep back, parted by semicolons; empty for everything.</param>
/// <param name="Scope">Whose limit it is: <c>project</c> or <c>key</c>.</param>
/// <param name="Reason">Which one it is; also the reason of the outcome.</param>
internal readonly record struct RateLimit(string Categories, string Scope, string Reason)
{
    /// <summary>The limit of a key on events.</summary>
    public static RateLimit OfKey(string categories) => new(categories, "key", KeyReason);

    public const string KeyReason = "key_quota";
}
