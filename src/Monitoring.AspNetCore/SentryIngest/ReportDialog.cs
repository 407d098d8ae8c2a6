using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Ingest;

namespace Monitoring.AspNetCore.SentryIngest;

/// <summary>
/// The dialog that <c>Sentry.showReportDialog()</c> puts on a page: with <c>GET</c> a script, with <c>POST</c> what the user wrote in it.
/// </summary>
internal static class ReportDialog
{
    private const int MaxText = 500;

    /// <summary>The words of the dialog, as the SDK names them, and what they are when a page does not say.</summary>
    private static readonly (string Name, string Text)[] Words =
    [
        ("title", "Something went wrong."),
        ("subtitle", "The error has been reported."),
        ("subtitle2", "If you would like to help, tell us what happened below."),
        ("labelName", "Name"),
        ("labelEmail", "Email"),
        ("labelComments", "What happened?"),
        ("labelClose", "Close"),
        ("labelSubmit", "Send"),
        ("errorGeneric", "Your report could not be sent. Please try again."),
        ("errorFormEntry", "Please say what happened, and try again."),
        ("successMessage", "Thank you, your report has been sent."),
        ("name", ""),
        ("email", ""),
    ];

    public static Task ShowAsync(HttpContext context)
    {
        IntakeCors.Allow(context.Response);
        var query = context.Request.Query;
        if (!Dsn.TryParse(query["dsn"], out _) || !EventId.TryParse(query["eventId"].ToString(), out _))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return IntakeAnswer.WriteErrorAsync(context.Response, "invalid_dialog", ["The query must have a 'dsn' and an 'eventId' of 32 hexadecimal digits."]);
        }

        var response = context.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return response.WriteAsync($"({ReportDialogScript.Function})({Settings(query)});\n", context.RequestAborted);
    }

    public static Task TakeAsync(HttpContext context)
    {
        var query = context.Request.Query;
        return IntakeHandler.HandleAsync(context, IngestEndpoint.UserReport, request => ByDsn(request, query["dsn"]) with { EventId = query["eventId"] });
    }

    /// <summary>The request with the key that a DSN holds, which is given where no SDK gives a key.</summary>
    public static IngestRequest ByDsn(IngestRequest request, string? text) =>
        Dsn.TryParse(text, out var dsn) ? request with { Project = dsn.ProjectId.ToString(), PathKey = dsn.PublicKey.ToString() } : request with { PathKey = null };

    /// <summary>The words as JSON whose every sign is harmless in a script, whatever stands in the query.</summary>
    private static string Settings(IQueryCollection query)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, text) in Words)
            {
                var given = query[name].ToString();
                json.WriteString(name, given.Length == 0 ? text : given.Length > MaxText ? given[..MaxText] : given);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
