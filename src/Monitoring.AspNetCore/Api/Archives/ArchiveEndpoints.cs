using Microsoft.AspNetCore.Http;
using Monitoring.Core.Archives;

namespace Monitoring.AspNetCore.Api.Archives;

/// <summary>Archives of all that the host keeps.</summary>
internal static class ArchiveEndpoints
{
    private const string List = "/archives";
    private const string One = List + "/{archive}";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "createArchive",
                Method = HttpMethods.Post,
                Path = List,
                Summary = "Has all that the host keeps, of every project, written to a portable archive; for administrators of the host",
                Description = "Answered at once; 'Location' leads to the progress. The host goes on meanwhile: the archive holds issues and events as they were at one moment, shortly after it was " +
                    "begun, and is begun anew after a restart. 409 while another one is on its way, when as many are kept as may be, and when the host is set to write none. " +
                    "'monitoring-migrate restore' puts it into an empty store of any provider.",
                Status = StatusCodes.Status202Accepted,
                Answer = ArchiveExamples.Requested,
                Refusals = [403, 409],
            },
            CreateAsync);
        api.Map(
            new()
            {
                Id = "listArchives",
                Method = HttpMethods.Get,
                Path = List,
                Summary = "Lists archives of all that the host keeps, the last asked for first; for administrators of the host",
                Description = "All are on one page.",
                Answer = ArchiveExamples.List,
                Refusals = [403],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getArchive",
                Method = HttpMethods.Get,
                Path = One,
                Summary = "Reads how far an archive is; for administrators of the host",
                Parameters = [ArchiveExamples.Id],
                Answer = ArchiveExamples.One,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "deleteArchive",
                Method = HttpMethods.Delete,
                Path = One,
                Summary = "Deletes an archive with its file, or cancels it while it is on its way; for administrators of the host",
                Description = "409 when its file lies on another machine. One that was cancelled stays in the list until it is deleted again.",
                Parameters = [ArchiveExamples.Id],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409],
            },
            DeleteAsync);
    }

    private static async ValueTask<ApiAnswer> CreateAsync(ApiCall call)
    {
        var result = await call.Service<IArchives>().StartAsync(call.Actor, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.Created(ArchiveDocument.Of(result.Value!), ArchiveJson.Default.ArchiveDocument, $"{result.Value!.Id}") with { Status = StatusCodes.Status202Accepted };
    }

    private static async ValueTask<ApiAnswer> ListAsync(ApiCall call)
    {
        var result = await call.Service<IArchives>().ListAsync(call.Actor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(ArchiveDocument.Of), ArchiveJson.Default.ListDocumentArchiveDocument);
    }

    private static async ValueTask<ApiAnswer> GetAsync(ApiCall call)
    {
        var result = await call.Service<IArchives>().GetAsync(call.Actor, IdOf(call), call.Cancellation);
        return result.ToAnswer(call, ArchiveDocument.Of, ArchiveJson.Default.ArchiveDocument);
    }

    private static async ValueTask<ApiAnswer> DeleteAsync(ApiCall call)
    {
        var result = await call.Service<IArchives>().DeleteAsync(call.Actor, IdOf(call), call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    }

    /// <summary>The id in the path; one that nothing has when it is none, so that who may not ask learns nothing else of it.</summary>
    private static EntityId IdOf(ApiCall call) => EntityId.TryParse(call.Route("archive"), out var id) ? id : default;
}
