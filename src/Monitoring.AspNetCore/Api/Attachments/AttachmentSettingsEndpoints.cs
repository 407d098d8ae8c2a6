using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Attachments.Settings;

namespace Monitoring.AspNetCore.Api.Attachments;

internal static class AttachmentSettingsEndpoints
{
    private const string Path = "/projects/{p}/attachment-settings";

    public static void Map(ApiGroup api)
    {
        api.Map(
            new()
            {
                Id = "getAttachmentSettings",
                Method = HttpMethods.Get,
                Path = Path,
                Summary = "Reads whether a project keeps attachments, how many, and what they take; for reporters",
                Parameters = [Parameters.Project],
                Answer = AttachmentExamples.Settings,
                Refusals = [403, 404],
            },
            GetAsync);
        api.Map(
            new()
            {
                Id = "replaceAttachmentSettings",
                Method = HttpMethods.Put,
                Path = Path,
                Summary = "Switches attachments on or off and sets their limits; for maintainers",
                Description = "Attachments are off by default, because they are kept as they are received: secrets and personal data in them are not taken out. " +
                    "A change holds for what is received from then on; what is stored stays until it expires.",
                Parameters = [Parameters.Project, Parameters.IfMatch],
                Request = AttachmentExamples.Input,
                Answer = AttachmentExamples.Settings,
                Refusals = [403, 404, 409, 412],
            },
            ReplaceAsync);
    }

    private static ValueTask<ApiAnswer> GetAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IAttachmentSettings>().GetAsync(call.Actor, project, call.Cancellation);
        return result.ToAnswer(call, AttachmentSettingsDocument.Of, AttachmentJson.Default.AttachmentSettingsDocument);
    });

    private static ValueTask<ApiAnswer> ReplaceAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        if (!call.TryRead(AttachmentJson.Default.AttachmentSettingsInput, out var input, out var problem))
        {
            return problem!;
        }

        var result = await call.Service<IAttachmentSettings>().ReplaceAsync(call.Actor, project, input.ToSettings(), call.ExpectedVersion, call.Cancellation);
        return result.ToAnswer(call, AttachmentSettingsDocument.Of, AttachmentJson.Default.AttachmentSettingsDocument);
    });
}
