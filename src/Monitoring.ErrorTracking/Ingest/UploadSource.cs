using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Decoding;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.ErrorTracking.Json;
using Monitoring.ErrorTracking.Minidumps;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>
/// Sees uploads as envelopes: files are attachments, other fields form data. The items lie where they lay in the body; nothing is copied.
/// </summary>
internal static class UploadSource
{
    private const string MultipartType = "multipart/form-data";
    private const string MinidumpName = "minidump.dmp";

    /// <summary>Reads a crash dump, alone or in a form with other files and fields.</summary>
    public static EnvelopeReadResult ReadMinidump(IngestRequest request, ReadOnlyMemory<byte> body, EnvelopeLimits limits, out Refusal? refusal)
    {
        ImmutableArray<MultipartPart> parts;
        refusal = null;
        if (MinidumpReader.IsDump(body.Span))
        {
            parts = [new MultipartPart { Name = MinidumpAttachment.Field, FileName = MinidumpName, ContentType = null, Content = body }];
        }
        else if (!IsMultipart(request))
        {
            return Refused(Refusals.MissingMinidump, out refusal);
        }
        else if (MultipartBody.Read(body, request.ContentType, limits.MaxItems, out parts) is var fault && fault != MultipartFault.None)
        {
            return Refused(Of(fault), out refusal);
        }

        var dump = parts.FirstOrDefault(part => part.Name == MinidumpAttachment.Field);
        return dump is null ? Refused(Refusals.MissingMinidump, out refusal)
            : MinidumpReader.Read(dump.Content.Span) is null ? Refused(Refusals.InvalidMinidump, out refusal)
            : Envelope(parts, null, limits);
    }

    /// <summary>Reads the files of a form for an event that came before.</summary>
    public static EnvelopeReadResult ReadAttachments(IngestRequest request, ReadOnlyMemory<byte> body, EnvelopeLimits limits, out Refusal? refusal)
    {
        refusal = null;
        if (!EventId.TryParse(request.EventId, out var eventId))
        {
            return Refused(Refusals.InvalidEventId, out refusal);
        }

        if (MultipartBody.Read(body, request.ContentType, limits.MaxItems, out var parts) is var fault && fault != MultipartFault.None)
        {
            return Refused(Of(fault), out refusal);
        }

        return parts.Any(part => part.FileName is not null)
            ? Envelope([.. parts.Where(part => part.FileName is not null)], eventId, limits)
            : Refused(Refusals.MissingFile, out refusal);
    }

    private static bool IsMultipart(IngestRequest request) => request.ContentType?.TrimStart().StartsWith(MultipartType, StringComparison.OrdinalIgnoreCase) == true;

    private static Refusal Of(MultipartFault fault) => fault == MultipartFault.TooManyParts ? Refusals.TooManyParts : Refusals.InvalidMultipart;

    private static EnvelopeReadResult Refused(Refusal reason, out Refusal? refusal)
    {
        refusal = reason;
        return new EnvelopeReadResult { Header = null, Items = [], Problems = [] };
    }

    private static EnvelopeReadResult Envelope(ImmutableArray<MultipartPart> parts, EventId? eventId, EnvelopeLimits limits)
    {
        var items = ImmutableArray.CreateBuilder<EnvelopeItem>();
        var problems = ImmutableArray.CreateBuilder<EnvelopeProblem>();
        foreach (var file in parts.Where(IsFile))
        {
            var index = items.Count + problems.Count;
            if (file.Content.Length > limits.MaxAttachmentBytes)
            {
                problems.Add(new EnvelopeProblem
                {
                    Code = EnvelopeProblemCode.TooLarge,
                    Message = "A file is too large.",
                    Offset = 0,
                    ItemIndex = index,
                    ItemKind = EnvelopeItemKind.Attachment,
                });
                continue;
            }

            items.Add(new EnvelopeItem(EnvelopeItemKind.Attachment, HeaderOf(file), new ReadOnlySequence<byte>(file.Content), index));
        }

        if (parts.Any(part => !IsFile(part)))
        {
            var fields = new ReadOnlySequence<byte>(FieldsOf(parts));
            items.Add(new EnvelopeItem(EnvelopeItemKind.FormData, default, fields, items.Count + problems.Count));
        }

        return new EnvelopeReadResult
        {
            Header = new EnvelopeHeader { Raw = default, EventId = eventId },
            Items = items.ToImmutable(),
            Problems = problems.ToImmutable(),
        };
    }

    private static bool IsFile(MultipartPart part) => part.FileName is not null || part.Name == MinidumpAttachment.Field;

    private static RawJson HeaderOf(MultipartPart file)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("filename", Texts.WellFormed(file.FileName ?? MinidumpName));
            if (file.ContentType is not null)
            {
                json.WriteString("content_type", Texts.WellFormed(file.ContentType));
            }

            if (file.Name == MinidumpAttachment.Field)
            {
                json.WriteString("attachment_type", MinidumpAttachment.Type);
            }

            json.WriteEndObject();
        }

        return new RawJson(output.WrittenMemory);
    }

    /// <summary>The fields as pairs of name and value.</summary>
    private static byte[] FieldsOf(ImmutableArray<MultipartPart> parts)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartArray();
            foreach (var field in parts.Where(part => !IsFile(part)).Take(FormFields.MaxFields))
            {
                json.WriteStartArray();
                json.WriteStringValue(Texts.WellFormed(field.Name));
                json.WriteStringValue(Encoding.UTF8.GetString(field.Content.Span));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        return output.WrittenSpan.ToArray();
    }
}
