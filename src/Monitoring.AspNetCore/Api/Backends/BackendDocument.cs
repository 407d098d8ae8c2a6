using System.ComponentModel;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

[Description("Where the errors of a project are kept.")]
internal sealed record BackendDocument
{
    [Description("integrated or sentry.")]
    public required string Kind { get; init; }

    [Description("The Sentry server; kept while the integrated back end is chosen, null when none was set.")]
    public required SentryServerDocument? Sentry { get; init; }

    [Description("Whether a token for the server is stored. It is never shown.")]
    public required bool HasToken { get; init; }

    public static BackendDocument Of(BackendSettings settings) => new()
    {
        Kind = Words.Of(settings.Kind),
        Sentry = settings.Sentry is { } sentry ? SentryServerDocument.Of(sentry) : null,
        HasToken = settings.HasToken,
    };
}
