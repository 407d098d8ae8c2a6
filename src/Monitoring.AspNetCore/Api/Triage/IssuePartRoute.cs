namespace Monitoring.AspNetCore.Api.Triage;

/// <summary>Finds an issue and something of it by the path.</summary>
internal static class IssuePartRoute
{
    public static ValueTask<ApiAnswer> WithPartAsync(this ApiCall call, string parameter, string noun, Func<IssueId, EntityId, ValueTask<ApiAnswer>> handler) =>
        call.WithIssueAsync(issue => EntityId.TryParse(call.Route(parameter), out var part)
            ? handler(issue, part)
            : ValueTask.FromResult(Problem.NotFound($"There is no {noun} '{Problem.Short(call.Route(parameter))}'; an id is a UUID.")));
}
