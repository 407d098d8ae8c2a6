using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Grouping;
using Monitoring.ErrorTracking.Grouping.Settings;

namespace Monitoring.AspNetCore.Api.Grouping;

/// <summary>The settings of grouping.</summary>
internal static class GroupingEndpoints
{
    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getGrouping",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/grouping",
                Summary = "Reads how a project's events are grouped; for reporters",
                Parameters = [Parameters.Project],
                Answer = GroupingExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "changeGrouping",
                Method = HttpMethods.Patch,
                Path = "/projects/{p}/grouping",
                Summary = "Changes how a project's events are grouped; for maintainers",
                Description = "What is left out stays as it is. After a change of configuration or rules events also get the hashes of the former ones for 90 days, so " +
                    "that no issue begins anew; 'keepsIssues: false' leaves them out. Stored events stay where they are; 'grouping:replay' says beforehand what would change.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                BodyRoom = BodyRoom.Rules,
                Request = GroupingExamples.Changes,
                Answer = GroupingExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ChangeAsync);
        api.Map(
            new()
            {
                Id = "checkGrouping",
                Method = HttpMethods.Post,
                Path = "/projects/{p}/grouping:check",
                Summary = "Checks rules without changing anything, and lists every mistake with its line and column; for reporters",
                Parameters = [Parameters.Project],
                BodyRoom = BodyRoom.Rules,
                Request = GroupingExamples.Changes,
                Answer = GroupingExamples.Check,
                Refusals = [403, 404],
            },
            CheckAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IGroupingSettings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, settings => Document(call, settings), GroupingJson.Default.GroupingDocument);
    });

    private static ValueTask<ApiAnswer> ChangeAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!TryReadChanges(call, out var change, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IGroupingSettings>().ChangeAsync(call.Actor, project, change, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, settings => Document(call, settings), GroupingJson.Default.GroupingDocument);
    });

    private static ValueTask<ApiAnswer> CheckAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!TryReadChanges(call, out var change, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IGroupingSettings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(
            call, _ => RuleCheckDocument.Of(GroupingRules.Parse(change.Enhancements, change.FingerprintRules)), GroupingJson.Default.RuleCheckDocument);
    });

    private static bool TryReadChanges(ApiCall call, out GroupingSettingsChange change, out ApiAnswer? problem)
    {
        change = new GroupingSettingsChange();
        if (!call.TryRead(GroupingJson.Default.GroupingChanges, out var changes, out problem))
        {
            return false;
        }

        string? fingerprintRules = null;
        var fault = RuleText.Read(changes.Enhancements, "enhancements", out var enhancements) ?? RuleText.Read(changes.FingerprintRules, "fingerprintRules", out fingerprintRules);
        if (fault is not null)
        {
            problem = Problem.BadRequest(fault);
            return false;
        }

        change = new GroupingSettingsChange
        {
            Config = changes.Config,
            Enhancements = enhancements,
            FingerprintRules = fingerprintRules,
            KeepsIssues = changes.KeepsIssues ?? true,
        };
        return true;
    }

    private static GroupingDocument Document(ApiCall call, GroupingSettings settings) =>
        GroupingDocument.Of(settings, call.Service<IGroupingSettings>().Configurations);
}
