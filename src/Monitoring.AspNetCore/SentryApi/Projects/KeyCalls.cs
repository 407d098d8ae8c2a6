using Monitoring.AspNetCore.Api;
using Monitoring.AspNetCore.Api.Keys;
using Monitoring.Projects;

namespace Monitoring.AspNetCore.SentryApi.Projects;

/// <summary>The client keys of a project, for maintainers.</summary>
internal static class KeyCalls
{
    public static ValueTask<ApiAnswer> ListAsync(ApiCall call) => SentryProjects.WithProjectAsync(call, async project =>
    {
        if (!SentryQuery.TryLimit(call, out var limit, out var problem))
        {
            return problem!;
        }

        var page = await call.Service<IClientKeyDirectory>().ListAsync(call.Actor, project.Id, limit, SentryCursor.Place(call), call.Cancellation);
        if (page.Value is not { } keys)
        {
            return SentryAnswer.Refusal(page);
        }

        SentryLink.Add(call, keys.Next);
        var dsn = DsnText.At(SentryAddress.Of(call));
        return ApiAnswer.Ok([.. keys.Items.Select(key => KeyDocument.Of(key.Value, dsn))], SentryProjectJson.Default.ImmutableArrayKeyDocument);
    });
}
