using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads the place in a template that failed.</summary>
internal static class TemplateReader
{
    public static TemplateInfo? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return null;
        }

        var template = new TemplateInfo();
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 8 when name.SequenceEqual("filename"u8):
                    template = template with { FileName = scope.ReadName(ref json, "filename", Limits.Path) };
                    break;
                case 8 when name.SequenceEqual("abs_path"u8):
                    template = template with { AbsolutePath = scope.ReadName(ref json, "abs_path", Limits.Path) };
                    break;
                case 6 when name.SequenceEqual("lineno"u8):
                    template = template with { LineNumber = scope.ReadNumber(ref json, "lineno") };
                    break;
                case 5 when name.SequenceEqual("colno"u8):
                    template = template with { ColumnNumber = scope.ReadNumber(ref json, "colno") };
                    break;
                case 12 when name.SequenceEqual("context_line"u8):
                    template = template with { ContextLine = scope.ReadName(ref json, "context_line", Limits.Unbounded) };
                    break;
                case 11 when name.SequenceEqual("pre_context"u8):
                    template = template with { PreContext = scope.ReadRawArray(ref json, "pre_context") };
                    break;
                case 12 when name.SequenceEqual("post_context"u8):
                    template = template with { PostContext = scope.ReadRawArray(ref json, "post_context") };
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        return template == new TemplateInfo() ? null : template;
    }
}
