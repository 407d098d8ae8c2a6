namespace Monitoring.AspNetCore.Api.AlertRules;

/// <summary>Finds the rule that a path names.</summary>
internal static class AlertRuleRoute
{
    /// <summary>Does a call for the rule in the path. What is no id at all is none that is there, for those who may know.</summary>
    public static ValueTask<ApiAnswer> WithRuleAsync(this ApiCall call, Func<ProjectId, EntityId, ValueTask<ApiAnswer>> handler) => call.WithProjectAsync(
        project => handler(project, EntityId.TryParse(call.Route("rule"), out var rule) ? rule : new EntityId(Guid.AllBitsSet)));
}
