using Microsoft.AspNetCore.Http;
using Monitoring.Core.Damage;

namespace Monitoring.AspNetCore.Api.Damage;

internal static class DamageEndpoints
{
    public static void Map(ApiGroup api)
    {
        var example = new DamagedRecordDocument
        {
            Type = "alert-rules",
            Key = "0199e0c2-5a1e-7c3b-9d2f-1b2c3d4e5f60",
            SchemaVersion = 1,
            Problem = "'}' is an invalid start of a value. Path: $.name | LineNumber: 0 | BytePositionInLine: 8.",
            Raw = """{"name":}""",
        };
        api.Map(
            new()
            {
                Id = "listDamagedRecords",
                Method = HttpMethods.Get,
                Path = "/projects/{p}/damaged-records",
                Summary = "Lists stored records that cannot be read and that other lists leave out, as they lie in the store; for maintainers",
                Description = "A call looks through some thousand records: a page may be empty and not be the last.",
                Parameters = [Parameters.Project, Parameters.Cursor],
                Answer = ApiContent.Of(new() { Items = [example], Next = null }, DamageJson.Default.ListDocumentDamagedRecordDocument),
                Refusals = [403, 404],
            },
            ListAsync);
        api.Map(
            new()
            {
                Id = "deleteDamagedRecord",
                Method = HttpMethods.Delete,
                Path = "/projects/{p}/damaged-records",
                Summary = "Deletes a stored record that cannot be read, so that it can be made anew; for maintainers",
                Description = "What it was is in the audit log. A record that can be read, and an entry of the audit log, stays: 409 and 400. A record of a newer version is readable there; delete it only when " +
                    "there is no way back to that version.",
                Parameters =
                [
                    Parameters.Project,
                    Parameters.Query("type", "The kind of record, as it is listed.", "error-alert-rule") with { IsRequired = true },
                    Parameters.Query("key", "Its key, as it is listed.", "0199e0c2-5a1e-7c3b-9d2f-1b2c3d4e5f60") with { IsRequired = true },
                ],
                Status = StatusCodes.Status204NoContent,
                Refusals = [403, 404, 409],
            },
            DeleteAsync);
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IDamagedRecords>().ListAsync(call.Actor, project, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(DamagedRecordDocument.Of), DamageJson.Default.ListDocumentDamagedRecordDocument);
    });

    private static ValueTask<ApiAnswer> DeleteAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IDamagedRecords>().DeleteAsync(call.Actor, project, call.Query.Text("type") ?? "", call.Query.Text("key") ?? "", call.Cancellation);
        return result.Refusal(call) ?? ApiAnswer.NoContent;
    });
}
