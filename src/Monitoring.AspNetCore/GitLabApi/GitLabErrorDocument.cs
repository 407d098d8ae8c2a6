namespace Monitoring.AspNetCore.GitLabApi;

internal sealed record GitLabErrorDocument
{
    public required string Error { get; init; }
}
