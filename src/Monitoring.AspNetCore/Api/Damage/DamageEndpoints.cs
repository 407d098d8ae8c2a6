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
    }

    private static ValueTask<ApiAnswer> ListAsync(ApiCall call) => call.WithProjectAsync(async project =>
    {
        var result = await call.Service<IDamagedRecords>().ListAsync(call.Actor, project, call.Query.Cursor, call.Cancellation);
        return result.ToAnswer(call, page => page.ToList(DamagedRecordDocument.Of), DamageJson.Default.ListDocumentDamagedRecordDocument);
    });
}
