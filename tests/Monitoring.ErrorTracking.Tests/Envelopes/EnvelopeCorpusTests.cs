using System.Buffers;
using System.Text;
using System.Text.Json;
using Monitoring.ErrorTracking.Envelopes;
using Monitoring.TestData;
using Monitoring.TestData.Envelopes;

namespace Monitoring.ErrorTracking.Tests.Envelopes;

/// <summary>Envelopes that real SDKs sent.</summary>
public sealed class EnvelopeCorpusTests
{
    /// <summary>Recordings that were edited by hand afterwards, so that a length or an id is wrong, and what is found in them.</summary>
    private static readonly Dictionary<string, (int Items, EnvelopeProblemCode Code)> Edited = new()
    {
        ["envelopes/java/session-only.txt"] = (0, EnvelopeProblemCode.MissingNewline),
        ["envelopes/spotlight/envelope_flutter_replay.bin"] = (0, EnvelopeProblemCode.UnexpectedEnd),
        ["envelopes/spotlight/envelope_with_screenshot.bin"] = (1, EnvelopeProblemCode.UnexpectedEnd),
        ["envelopes/spotlight/profile_chunk_1.txt"] = (0, EnvelopeProblemCode.UnexpectedEnd),
        ["envelopes/spotlight/transaction.txt"] = (0, EnvelopeProblemCode.InvalidHeader),
    };

    public static IReadOnlyCollection<TheoryDataRow<string>> Envelopes => CorpusPayloads.Paths(payload => payload.IsEnvelope);

    public static IReadOnlyCollection<TheoryDataRow<string>> Sound => CorpusPayloads.Paths(payload => payload.IsEnvelope && !Edited.ContainsKey(payload.Path));

    [Theory]
    [MemberData(nameof(Sound))]
    public void Read_RecordedEnvelope_HasTheItemsOfTheManifest(string path)
    {
        var payload = CorpusPayloads.Find(path);

        var result = EnvelopeReader.Read(payload.Decoded);

        Assert.Null(result.Failure);
        Assert.Equal(payload.Items, result.Items.Select(item => item.TypeName));
        Assert.All(result.Items.Where(item => IsJson(item.Kind)), item => Assert.Equal(JsonValueKind.Object, Parse(item).ValueKind));
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void Read_RecordedEnvelopeInSegments_IsTheSame(string path)
    {
        var payload = CorpusPayloads.Find(path);
        var expected = Describe(EnvelopeReader.Read(payload.Decoded));

        foreach (var length in (int[])[1, 7, 100, 4096])
        {
            Assert.Equal(expected, Describe(EnvelopeReader.Read(Segments.Every(payload.Decoded, length))));
        }
    }

    [Fact]
    public void Read_EditedEnvelope_KeepsTheItemsBeforeTheFault()
    {
        Assert.All(Edited, edited =>
        {
            var result = EnvelopeReader.Read(CorpusPayloads.Find(edited.Key).Decoded);

            Assert.Equal((edited.Value.Items, edited.Value.Code), (result.Items.Length, result.Failure!.Code));
        });
    }

    [Theory]
    [MemberData(nameof(Sound))]
    public void Write_WhatWasRead_ReadsAsTheSame(string path)
    {
        var result = EnvelopeReader.Read(CorpusPayloads.Find(path).Decoded);

        Assert.Equal(Describe(result), Describe(EnvelopeReader.Read(Write(result))));
    }

    private static byte[] Write(EnvelopeReadResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        EnvelopeWriter.WriteHeader(output, result.Header!.Raw.Utf8.Span);
        foreach (var item in result.Items)
        {
            EnvelopeWriter.WriteItem(output, item);
        }

        return output.WrittenSpan.ToArray();
    }

    private static string Describe(EnvelopeReadResult result)
    {
        var text = new StringBuilder().Append(result.Header).AppendLine();
        foreach (var item in result.Items)
        {
            text.Append(item.Index).Append(item.Header).Append(Convert.ToBase64String(item.GetPayload().Span)).AppendLine();
        }

        return text.AppendJoin('\n', result.Problems).ToString();
    }

    private static bool IsJson(EnvelopeItemKind kind) => kind
        is EnvelopeItemKind.Event or EnvelopeItemKind.Transaction or EnvelopeItemKind.Session or EnvelopeItemKind.ClientReport or EnvelopeItemKind.CheckIn;

    private static JsonElement Parse(EnvelopeItem item)
    {
        using var document = JsonDocument.Parse(item.Payload);
        return document.RootElement.Clone();
    }
}
