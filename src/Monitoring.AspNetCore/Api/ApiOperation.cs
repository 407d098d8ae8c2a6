using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api;

/// <summary>What a call of the product API is: how it is mapped, checked and documented.</summary>
internal sealed record ApiOperation
{
    /// <summary>Its name for generated clients.</summary>
    public required string Id { get; init; }

    public required string Method { get; init; }

    /// <summary>The route below <c>/monitoring/api/v1</c>.</summary>
    public required string Path { get; init; }

    public required string Summary { get; init; }

    public string Description { get; init; } = "";

    public ImmutableArray<ApiParameter> Parameters { get; init; } = [];

    public ApiContent? Request { get; init; }

    /// <summary>
    /// So many bytes of a body are taken in any case, where what may be sent is longer than <see cref="MonitoringEndpointOptions.MaxApiBodyBytes"/>
    /// lets in by default.
    /// </summary>
    public int BodyRoom { get; init; }

    /// <summary>The status when it was done.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    public ApiContent? Answer { get; init; }

    /// <summary>The same answer in another form, such as the received bytes of an event.</summary>
    public ApiContent? OtherAnswer { get; init; }

    /// <summary>The statuses of refusals beside those that every call may get.</summary>
    public ImmutableArray<int> Refusals { get; init; } = [];

    /// <summary>Whether it changes something, and so takes an <c>Idempotency-Key</c>.</summary>
    public bool IsCommand => Method != HttpMethods.Get;
}
