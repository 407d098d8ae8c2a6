using Microsoft.AspNetCore.Http;

namespace Monitoring.AspNetCore.Api.AlertRules;

internal static class AlertRuleEndpoints
{
    private const string All = "/projects/{p}/alert-rules";
    private const string One = All + "/{rule}";

    public static void Map(ApiGroup api)
    {
        MapReading(api);
        MapChanging(api);
    }

    private static void MapReading(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listAlertRules",
                Method = HttpMethods.Get,
                Path = All,
                Summary = "Lists the alert rules of a project, the oldest first; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = AlertRuleExamples.List,
                Refusals = [403, 404],
            },
            AlertRuleReading.ListAsync);
        api.Map(
            new()
            {
                Id = "getAlertRule",
                Method = HttpMethods.Get,
                Path = One,
                Summary = "Reads an alert rule; for reporters",
                Parameters = [Parameters.Project, AlertRuleExamples.Rule],
                Answer = AlertRuleExamples.One,
                Refusals = [403, 404],
            },
            AlertRuleReading.GetAsync);
        api.Map(
            new()
            {
                Id = "listAlertFirings",
                Method = HttpMethods.Get,
                Path = One + "/history",
                Summary = "Lists what an alert rule fired for, the last first; for reporters",
                Parameters = [Parameters.Project, AlertRuleExamples.Rule, Parameters.Limit, Parameters.Cursor],
                Answer = AlertRuleExamples.History,
                Refusals = [403, 404],
            },
            AlertRuleReading.ListFiringsAsync);
        api.Map(
            new()
            {
                Id = "testAlertRule",
                Method = HttpMethods.Post,
                Path = All + ":test",
                Summary = "Says when a rule would have fired in stored history; for reporters",
                Description = "Nothing is stored and nobody is told. The rule is judged by the same code as in production, hour by hour; 'unknown' says what could not be known.",
                Parameters = [Parameters.Project],
                Request = AlertRuleExamples.Test,
                Answer = AlertRuleExamples.Tested,
                Refusals = [403, 404],
            },
            AlertRuleReading.TestAsync);
    }

    private static void MapChanging(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "createAlertRule",
                Method = HttpMethods.Post,
                Path = All,
                Summary = "Makes an alert rule; for maintainers",
                Parameters = [Parameters.Project],
                Request = AlertRuleExamples.Input,
                Status = StatusCodes.Status201Created,
                Answer = AlertRuleExamples.One,
                Refusals = [403, 404, 409],
            },
            AlertRuleChanging.CreateAsync);
        api.Map(
            new()
            {
                Id = "replaceAlertRule",
                Method = HttpMethods.Put,
                Path = One,
                Summary = "Sets all of an alert rule; for maintainers",
                Description = "What it fired for ends when its trigger or its conditions change, or when it is switched off.",
                Parameters = [Parameters.Project, AlertRuleExamples.Rule, Parameters.IfMatch],
                Request = AlertRuleExamples.Input,
                Answer = AlertRuleExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            AlertRuleChanging.ReplaceAsync);
        api.Map(
            new()
            {
                Id = "changeAlertRule",
                Method = HttpMethods.Patch,
                Path = One,
                Summary = "Mutes an alert rule, switches it on or off, renames it, or changes its severity or cooldown; for maintainers",
                Parameters = [Parameters.Project, AlertRuleExamples.Rule, Parameters.IfMatch],
                Request = AlertRuleExamples.Changes,
                Answer = AlertRuleExamples.One,
                Refusals = [403, 404, 409, 412],
            },
            AlertRuleChanging.ChangeAsync);
        api.Map(
            new()
            {
                Id = "deleteAlertRule",
                Method = HttpMethods.Delete,
                Path = One,
                Summary = "Deletes an alert rule with its history; what it fired for ends; for maintainers",
                Parameters = [Parameters.Project, AlertRuleExamples.Rule, Parameters.IfMatch],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409, 412],
            },
            AlertRuleChanging.DeleteAsync);
    }
}
