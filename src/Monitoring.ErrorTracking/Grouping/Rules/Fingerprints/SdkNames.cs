namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>
/// The names of SDKs as rules see them: those of one language are one, whatever their framework, except for JavaScript and native code, where the
/// framework stays; SDKs of others are all <c>other</c>.
/// </summary>
internal static class SdkNames
{
    private const string Prefix = "sentry.";

    public static string Normalize(string? name)
    {
        var text = (name ?? "").Trim().ToLowerInvariant().Replace('-', '.').Replace('_', '.');
        text = text switch
        {
            "sentry.react" => "sentry.javascript.react",
            "sentry.vue" => "sentry.javascript.vue",
            "sentry.electron" => "sentry.javascript.electron",
            "sentry.svelte" => "sentry.javascript.svelte",
            "sentry.browser" => "sentry.javascript.browser",
            "sentry.node" => "sentry.javascript.node",
            "sentry.nextjs" => "sentry.javascript.nextjs",
            _ => text,
        };
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return "other";
        }

        var second = text.IndexOf('.', Prefix.Length);
        var language = text.AsSpan(Prefix.Length, (second < 0 ? text.Length : second) - Prefix.Length);
        return second < 0 || language is "javascript" or "native" ? text : text[..second];
    }
}
