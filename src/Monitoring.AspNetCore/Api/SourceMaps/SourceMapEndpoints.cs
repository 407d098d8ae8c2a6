using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.SourceMaps;

namespace Monitoring.AspNetCore.Api.SourceMaps;

/// <summary>What was uploaded to map stack traces; sentry-cli and the plug-ins of bundlers upload it by Sentry's web API.</summary>
internal static class SourceMapEndpoints
{
    private const string Path = "/projects/{p}/source-maps";

    private static readonly ApiParameter Bundle = Parameters.Path("bundle", "The bundle: the id that the list gives.", "4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d-5a1e7c3b9d2f1b2c");

    private static readonly ApiContent Example = ApiContent.Of(
        new()
        {
            Items =
            [
                new()
                {
                    Id = Bundle.Example,
                    Checksum = "4f06ce6fdd8b9fecd52f769ce30c352e3694ee0d",
                    Release = "shop@1.4.0",
                    Distribution = null,
                    UploadedAt = new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero),
                    Length = 18_204,
                    FileCount = 1,
                    Files =
                    [
                        new()
                        {
                            Path = "files/_/_/static/shop.min.js",
                            Url = "~/static/shop.min.js",
                            Kind = "minifiedSource",
                            DebugId = "4341e26e-b5e3-5c39-8c18-09f27e9ff6b2",
                            SourceMap = "shop.min.js.map",
                        },
                    ],
                },
            ],
            Next = null,
        },
        SourceMapJson.Default.ListDocumentArtifactBundleDocument);

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listSourceMaps",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Lists the uploaded bundles of source maps, the last uploaded first; for reporters",
                Parameters = [Parameters.Project, Parameters.Limit, Parameters.Cursor],
                Answer = Example,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "deleteSourceMaps",
                Method = HttpMethods.Delete,
                Path = Path + "/{bundle}",
                Summary = "Deletes a bundle of source maps; for developers",
                Description = "Events are shown without its maps from then on; they stay grouped as they are.",
                Parameters = [Parameters.Project, Bundle],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<ISourceMaps>().ListAsync(call.Actor, project, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(ArtifactBundleDocument.Of), SourceMapJson.Default.ListDocumentArtifactBundleDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<ISourceMaps>().DeleteAsync(call.Actor, project, call.Route("bundle"), call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
