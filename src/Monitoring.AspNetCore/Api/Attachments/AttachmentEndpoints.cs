using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Attachments;

namespace Monitoring.AspNetCore.Api.Attachments;

internal static class AttachmentEndpoints
{
    private const string Path = "/projects/{p}/events/{eventId}/attachments";
    private const string One = Path + "/{attachmentId}";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "listAttachments",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Lists the files that came with an event or with feedback, the first received first; for reporters",
                Description = "A page may be shorter than its limit, as what has expired is left out.",
                Parameters = [Parameters.Project, AttachmentExamples.EventId, Parameters.Limit, Parameters.Cursor],
                Answer = AttachmentExamples.List,
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "getAttachment",
                Method = HttpMethods.Get,
                Path = One,
                Summary = "Reads the content of a file as it was received; for developers",
                Description = "The content is not scrubbed. It is offered for saving, with 'nosniff' and a policy that lets it do nothing, whatever its media type is.",
                Parameters = [Parameters.Project, AttachmentExamples.EventId, AttachmentExamples.Id],
                Answer = AttachmentExamples.Content,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "deleteAttachment",
                Method = HttpMethods.Delete,
                Path = One,
                Summary = "Deletes a file that came with an event or with feedback; for maintainers",
                Parameters = [Parameters.Project, AttachmentExamples.EventId, AttachmentExamples.Id],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(project => WithEventAsync(call, async eventId =>
    {
        var limit = call.Query.Limit();
        if (call.Query.Fault is { } fault)
        {
            return fault;
        }

        var result = await call.Service<IAttachments>().ListAsync(call.Actor, project, eventId, limit, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(AttachmentDocument.Of), AttachmentJson.Default.ListDocumentAttachmentDocument);
    }));

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(project => WithEventAsync(call, async eventId =>
    {
        if (!EntityId.TryParse(call.Route("attachmentId"), out var id))
        {
            return NotThere(call);
        }

        var result = await call.Service<IAttachments>().OpenAsync(call.Actor, project, eventId, id, call.Cancellation);
        if (result.Refusal(call) is { } refusal)
        {
            return refusal;
        }

        var attachment = result.Value!.Attachment;
        return new ApiAnswer
        {
            Status = StatusCodes.Status200OK,
            File = new ApiFile { Content = result.Value.Stream, Length = attachment.Length, ContentType = attachment.ContentType, Name = attachment.Name },
        };
    }));

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(project => WithEventAsync(call, async eventId =>
    {
        if (!EntityId.TryParse(call.Route("attachmentId"), out var id))
        {
            return NotThere(call);
        }

        var result = await call.Service<IAttachments>().DeleteAsync(call.Actor, project, eventId, id, call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    }));

    private static async ValueTask<ApiAnswer> WithEventAsync(ApiCall call, Func<EventId, ValueTask<ApiAnswer>> handler) =>
        EventId.TryParse(call.Route("eventId"), out var id)
            ? await handler(id)
            : Problem.NotFound($"There is no event '{Problem.Short(call.Route("eventId"))}'; an id has 32 hexadecimal digits.");

    private static ApiAnswer NotThere(ApiCall call) => Problem.NotFound($"There is no attachment '{Problem.Short(call.Route("attachmentId"))}'.");
}
