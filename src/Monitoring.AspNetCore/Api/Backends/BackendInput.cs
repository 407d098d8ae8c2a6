using System.ComponentModel;
using Monitoring.ErrorTracking.Backends;

namespace Monitoring.AspNetCore.Api.Backends;

[Description("The back end to choose.")]
internal sealed record BackendInput
{
    [Description("integrated or sentry.")]
    public string? Kind { get; init; }

    [Description("The Sentry server; left out, it is forgotten with its token.")]
    public SentryServerDocument? Sentry { get; init; }

    [Description("Its token, with the scopes project:read, event:read and, to change issues, event:write. Left out, the stored one stays, unless the address is another one.")]
    public string? Token { get; init; }

    /// <summary>The change; null, and what is wrong, when a word or an address is none.</summary>
    public BackendSettingsChange? ToChange(out string? fault)
    {
        fault = !Words.TryParse<BackendKind>(Kind, out var kind) ? "kind: integrated or sentry is expected."
            : Sentry is not null && Sentry.ToConnection() is null ? "sentry.address: an http or https address is expected."
            : null;
        return fault is null ? new BackendSettingsChange { Kind = kind, Sentry = Sentry?.ToConnection(), Token = Token } : null;
    }
}
