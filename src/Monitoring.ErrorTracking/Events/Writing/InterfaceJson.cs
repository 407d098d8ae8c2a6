using System.Text.Json;

namespace Monitoring.ErrorTracking.Events.Writing;

/// <summary>Writes the attributes of an event that have a shape of their own.</summary>
internal static class InterfaceJson
{
    public static void Write(Utf8JsonWriter writer, ErrorEvent errorEvent)
    {
        WriteLogEntry(writer, errorEvent.Message);
        writer.Values("exception"u8, errorEvent.Exceptions, StackJson.WriteException);
        writer.Values("threads"u8, errorEvent.Threads, StackJson.WriteThread);
        StackJson.WriteStackTrace(writer, errorEvent.StackTrace);
        WriteTemplate(writer, errorEvent.Template);
        writer.Values("breadcrumbs"u8, errorEvent.Breadcrumbs, WriteBreadcrumb);
        WriteRequest(writer, errorEvent.Request);
        WriteUser(writer, errorEvent.User);
        WriteSdk(writer, errorEvent.Sdk);
        if (!errorEvent.Contexts.IsEmpty)
        {
            writer.WriteStartObject("contexts"u8);
            writer.Members(errorEvent.Contexts);
            writer.WriteEndObject();
        }

        if (errorEvent.Security is { } security)
        {
            writer.WritePropertyName(security.Kind);
            security.Report.WriteTo(writer);
        }

        writer.Raw("extra"u8, errorEvent.Extra);
        writer.Raw("modules"u8, errorEvent.Modules);
        writer.Raw("debug_meta"u8, errorEvent.DebugMeta);
        writer.Raw("_meta"u8, errorEvent.Meta);
    }

    private static void WriteLogEntry(Utf8JsonWriter writer, LogEntry? message)
    {
        if (message is null)
        {
            return;
        }

        writer.WriteStartObject("logentry"u8);
        writer.Text("formatted"u8, message.Formatted);
        writer.Text("message"u8, message.Message);
        writer.Raw("params"u8, message.Parameters);
        writer.WriteEndObject();
    }

    private static void WriteTemplate(Utf8JsonWriter writer, TemplateInfo? template)
    {
        if (template is null)
        {
            return;
        }

        writer.WriteStartObject("template"u8);
        writer.Text("filename"u8, template.FileName);
        writer.Text("abs_path"u8, template.AbsolutePath);
        writer.Number("lineno"u8, template.LineNumber);
        writer.Number("colno"u8, template.ColumnNumber);
        writer.Text("context_line"u8, template.ContextLine);
        writer.Raw("pre_context"u8, template.PreContext);
        writer.Raw("post_context"u8, template.PostContext);
        writer.WriteEndObject();
    }

    private static void WriteBreadcrumb(Utf8JsonWriter writer, Breadcrumb breadcrumb)
    {
        writer.Instant("timestamp"u8, breadcrumb.Timestamp);
        writer.WriteString("type"u8, breadcrumb.Type);
        writer.Text("category"u8, breadcrumb.Category);
        writer.Level(breadcrumb.Level);
        writer.Text("message"u8, breadcrumb.Message);
        writer.Raw("data"u8, breadcrumb.Data);
        writer.Text("event_id"u8, breadcrumb.EventId?.ToString());
    }

    private static void WriteRequest(Utf8JsonWriter writer, RequestInfo? request)
    {
        if (request is null)
        {
            return;
        }

        writer.WriteStartObject("request"u8);
        writer.Text("method"u8, request.Method);
        writer.Text("url"u8, request.Url);
        writer.Pairs("query_string"u8, request.QueryString);
        writer.Text("fragment"u8, request.Fragment);
        writer.Pairs("headers"u8, request.Headers);
        writer.Pairs("cookies"u8, request.Cookies);
        writer.Raw("data"u8, request.Data);
        writer.Text("inferred_content_type"u8, request.InferredContentType);
        writer.Raw("env"u8, request.Environment);
        writer.WriteEndObject();
    }

    private static void WriteUser(Utf8JsonWriter writer, UserInfo? user)
    {
        if (user is null)
        {
            return;
        }

        writer.WriteStartObject("user"u8);
        writer.Text("id"u8, user.Id);
        writer.Text("email"u8, user.Email);
        writer.Text("username"u8, user.Username);
        writer.Text("name"u8, user.Name);
        writer.Text("ip_address"u8, user.IpAddress);
        writer.Text("segment"u8, user.Segment);
        writer.Raw("geo"u8, user.Geo);
        writer.Raw("data"u8, user.Data);
        writer.Members(user.Other);
        writer.WriteEndObject();
    }

    private static void WriteSdk(Utf8JsonWriter writer, SdkInfo? sdk)
    {
        if (sdk is null)
        {
            return;
        }

        writer.WriteStartObject("sdk"u8);
        writer.Text("name"u8, sdk.Name);
        writer.Text("version"u8, sdk.Version);
        writer.Raw("integrations"u8, sdk.Integrations);
        writer.Raw("packages"u8, sdk.Packages);
        writer.Raw("features"u8, sdk.Features);
        writer.Raw("settings"u8, sdk.Settings);
        writer.WriteEndObject();
    }
}
