using Monitoring.ErrorTracking.AlertRules;

namespace Monitoring.AspNetCore.Api.AlertRules;

/// <summary>Reads alert rules and tries them.</summary>
internal static class AlertRuleReading
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IAlertRules>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(AlertRuleDocument.Of), AlertRuleJson.Default.ListDocumentAlertRuleDocument);
    });

    public static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithRuleAsync(async (project, rule) =>
    {
        var result = await call.Service<IAlertRules>().GetAsync(call.Actor, project, rule, call.Cancellation);
        return result.ToAnswer(call, AlertRuleDocument.Of, AlertRuleJson.Default.AlertRuleDocument);
    });

    public static ValueTask<ApiAnswer> ListFiringsAsync(ApiCall call) => call.WithRuleAsync(async (project, rule) =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IAlertRules>().ListFiringsAsync(call.Actor, project, rule, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(AlertFiringDocument.Of), AlertRuleJson.Default.ListDocumentAlertFiringDocument);
    });

    public static ValueTask<ApiAnswer> TestAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(AlertRuleJson.Default.AlertTestRequest, out var request, out var problem))
        {
            return problem!;
        }

        if (request.Rule.Read(out var fault) is not { } settings)
        {
            return Problem.BadRequest(fault);
        }

        var test = new AlertTest { Settings = settings, From = request.From, To = request.To };
        var result = await call.Service<IAlertRules>().TestAsync(call.Actor, project, test, call.Cancellation);
        return result.ToAnswer(call, AlertTestDocument.Of, AlertRuleJson.Default.AlertTestDocument);
    });
}
