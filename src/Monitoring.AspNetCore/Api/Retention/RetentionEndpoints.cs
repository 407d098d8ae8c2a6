using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Retention;

namespace Monitoring.AspNetCore.Api.Retention;

/// <summary>How long errors are kept, and how much of them.</summary>
internal static class RetentionEndpoints
{
    private const string Path = "/projects/{p}/retention";

    private static readonly ApiContent Settings = ApiContent.Of(
        new() { Events = TimeSpan.FromDays(90), Issues = TimeSpan.FromDays(730), PayloadBytes = 2_147_483_648 }, RetentionJson.Default.RetentionDocument);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getRetention",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Reads how long a project's errors are kept, and how much of them; for reporters",
                Parameters = [Parameters.Project],
                Answer = Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceRetention",
                Method = HttpMethods.Put,
                Path = Path,
                Summary = "Says how long a project's errors are kept, and how much of them; for maintainers",
                Description = "The host applies it by itself once an hour. When payloads have more bytes than they may, those of the loudest issues thin out first; the first, the newest " +
                    "and the pinned events of each issue keep theirs; see the guide on retention.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = Settings,
                Answer = Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
        api.Map(
            new()
            {
                Id = "getLastRetention",
                Method = HttpMethods.Get,
                Path = Path + "/last",
                Summary = "Reads what went the last time that the settings were applied; for reporters",
                Description = "404 while they never were.",
                Parameters = [Parameters.Project],
                Answer = ApiContent.Of(
                    new()
                    {
                        At = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
                        Events = 12_000,
                        Issues = 3,
                        Payloads = 800,
                        PayloadBytes = 2_100_000,
                        PayloadsEver = 51_200,
                        PayloadBytesEver = 134_000_000,
                    },
                    RetentionJson.Default.RetentionRunDocument),
                Refusals = [403, 404],
            },
            GetLastAsync);
        api.Map(
            new()
            {
                Id = "applyRetention",
                Method = HttpMethods.Post,
                Path = Path + ":apply",
                Summary = "Removes now what is older, or more, than the settings allow, and says how much went; for maintainers",
                Parameters = [Parameters.Project],
                Answer = ApiContent.Of(new() { Events = 12_000, Issues = 3, Payloads = 800, PayloadBytes = 2_100_000 }, RetentionJson.Default.RetentionResultDocument),
                Refusals = [403, 404],
            },
            ApplyAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IRetention>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, RetentionDocument.Of, RetentionJson.Default.RetentionDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(RetentionJson.Default.RetentionDocument, out var document, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IRetention>().ReplaceAsync(call.Actor, project, document.ToSettings(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, RetentionDocument.Of, RetentionJson.Default.RetentionDocument);
    });

    private static ValueTask<ApiAnswer> GetLastAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IRetention>().GetLastRunAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, RetentionRunDocument.Of, RetentionJson.Default.RetentionRunDocument);
    });

    private static ValueTask<ApiAnswer> ApplyAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IRetention>().ApplyAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, RetentionResultDocument.Of, RetentionJson.Default.RetentionResultDocument);
    });
}
