namespace Monitoring.AspNetCore.GitLabApi;

internal sealed record GitLabMessageDocument
{
    public required string Message { get; init; }
}
