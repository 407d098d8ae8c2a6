using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>The SDK that reported an event.</summary>
public sealed record SdkInfo
{
    /// <summary>The name, such as <c>sentry.dotnet</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The version.</summary>
    public string? Version { get; init; }

    /// <summary>The integrations that were on: an array of names.</summary>
    public RawJson Integrations { get; init; }

    /// <summary>The packages of the SDK: an array of objects.</summary>
    public RawJson Packages { get; init; }

    /// <summary>The features that were on: an array of names.</summary>
    public RawJson Features { get; init; }

    /// <summary>The settings that matter to a receiver: an object.</summary>
    public RawJson Settings { get; init; }
}
