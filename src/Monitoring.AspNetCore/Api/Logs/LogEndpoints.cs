using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Logs;

namespace Monitoring.AspNetCore.Api.Logs;

/// <summary>Counts of log records.</summary>
internal static class LogEndpoints
{
    public static void Map(ApiGroup api)
    {
        var example = new LogCountDocument { Start = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), Level = "error", Count = 17, Bytes = 9214 };
        api.Map(
            new()
            {
                Id = "countLogs",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/logs:counts",
                Summary = "Counts the log records that SDKs sent to a project, by level; for reporters",
                Description = "The records themselves are never stored. The last 24 hours when 'from' is left out; by the hour for up to seven days, else by the day.",
                Parameters = [Parameters.Project, Parameters.From, Parameters.To],
                Answer = ApiContent.Of(new() { Items = [example], Next = null }, LogJson.Default.ListDocumentLogCountDocument),
                Refusals = [403, 404],
            },
            CountAsync);
    }

    private static ValueTask<ApiAnswer> CountAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var to = call.Query.Instant("to", call.Service<TimeProvider>().GetUtcNow());
        var from = call.Query.Instant("from", to - TimeSpan.FromDays(1));
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ILogCounts>().QueryAsync(call.Actor, project, from, to, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(LogCountDocument.Of), LogJson.Default.ListDocumentLogCountDocument);
    });
}
