using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Quotas;

namespace Monitoring.AspNetCore.Api.Quotas;

/// <summary>How much may be sent to a project.</summary>
internal static class QuotaEndpoints
{
    public static void Map(ApiGroup api)
    {
        var daily = new QuotaRuleDocument { Name = "daily-errors", Categories = ["error", "security"], Limit = 50_000, Window = TimeSpan.FromDays(1) };
        var files = new QuotaRuleDocument { Name = "attachments", Categories = ["attachment"], Limit = 100_000_000, Window = TimeSpan.FromHours(1), Key = "a1b2c3d4e5f60718293a4b5c6d7e8f90" };
        api.Map(
            new()
            {
                Id = "getQuotas",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/quotas",
                Summary = "Reads how much may be sent to a project, and how much was; for reporters",
                Parameters = [Parameters.Project],
                Answer = ApiContent.Of(
                    new() { Rules = [daily with { Used = 49_000, Remaining = 1_000 }, files with { Used = 100_000_000, Remaining = 0, FitsAfter = TimeSpan.FromMinutes(7) }] },
                    QuotaJson.Default.QuotasDocument),
                Refusals = [403, 404],
            },
            call => call.WithProjectAsync(async project =>
            {
                var result = await call.Service<IQuotas>().GetAsync(call.Actor, project, call.Cancellation);
                return result.ToAnswer(call, QuotasDocument.Of, QuotaJson.Default.QuotasDocument);
            }));
        api.Map(
            new()
            {
                Id = "replaceQuotas",
                Method = HttpMethods.Put,
                Path = "/projects/{p}/quotas",
                Summary = "Replaces how much may be sent to a project; for maintainers",
                Description = "Senders over a rule get 429 with Retry-After and X-Sentry-Rate-Limits, or 200 with the latter when something else of the request was taken. " +
                    "A rule that stays as it is goes on counting. What was counted over more than an hour counts for new rules, too.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = ApiContent.Of(new() { Rules = [daily, files] }, QuotaJson.Default.QuotasDocument),
                Answer = ApiContent.Of(
                    new() { Rules = [daily with { Used = 0, Remaining = 50_000 }, files with { Used = 0, Remaining = 100_000_000 }] }, QuotaJson.Default.QuotasDocument),
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
    }

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(QuotaJson.Default.QuotasDocument, out var document, out var problem))
        {
            return problem!;
        }

        if (document.ToSettings(out var fault) is not { } settings)
        {
            return Problem.BadRequest(fault!);
        }

        var result = await call.Service<IQuotas>().ReplaceAsync(call.Actor, project, settings, call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, QuotasDocument.Of, QuotaJson.Default.QuotasDocument);
    });
}
