namespace Monitoring.AspNetCore.Api.Backends;

internal sealed record BackendCodeLineDocument
{
    public required int Number { get; init; }

    public required string Text { get; init; }
}
