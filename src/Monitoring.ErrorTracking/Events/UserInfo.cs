using System.Collections.Immutable;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events;

/// <summary>The user to whom an event happened. All of it is personal data.</summary>
public sealed record UserInfo
{
    /// <summary>The id in the application, at most 128 characters.</summary>
    public string? Id { get; init; }

    /// <summary>The mail address, at most 75 characters.</summary>
    public string? Email { get; init; }

    /// <summary>The login, at most 128 characters.</summary>
    public string? Username { get; init; }

    /// <summary>The name, at most 128 characters.</summary>
    public string? Name { get; init; }

    /// <summary>The IP address.</summary>
    public string? IpAddress { get; init; }

    /// <summary>The segment of the market or the like.</summary>
    public string? Segment { get; init; }

    /// <summary>Where the address is: an object.</summary>
    public RawJson Geo { get; init; }

    /// <summary>Further data: an object.</summary>
    public RawJson Data { get; init; }

    /// <summary>Attributes of the application's own.</summary>
    public ImmutableArray<NamedJson> Other { get; init; } = [];
}
