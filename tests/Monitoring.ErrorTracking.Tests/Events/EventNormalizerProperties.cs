using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Events;
using Monitoring.ErrorTracking.Events.Reading;
using Monitoring.ErrorTracking.Json;
using Monitoring.TestData.Events;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Events;

public sealed class EventNormalizerProperties
{
    private static readonly EventNormalizer Normalizer = new();

    private static readonly EventReceipt Receipt = TestData.Some.Receipt() with
    {
        SentAt = TestData.Some.Instant.AddHours(-3),
        RemoteAddress = "203.0.113.7",
        SdkClient = "sentry.x/1.0",
    };

    [Property(MaxTest = 1000)]
    public Property Any_event_normalises_to_one_that_stays_the_same() => Prop.ForAll(EventGen.Events().ToArbitrary(), payload =>
    {
        var result = Normalizer.Normalize(payload, Receipt);
        Assert.NotNull(result.Event);
        Normalized.AssertStable(result.Event, Receipt);
        AssertBounded(result.Event);
    });

    [Property(MaxTest = 100)]
    public Property A_sound_event_has_no_faults() => Prop.ForAll(EventGen.SoundEvents().ToArbitrary(), payload =>
    {
        var actual = Normalized.Of(payload);
        using var json = JsonDocument.Parse(payload);
        IndependentReading.AssertSame(json.RootElement, actual);
        Assert.Empty(actual.Problems);
    });

    [Property(MaxTest = 1000)]
    public Property Any_text_is_an_event_or_is_rejected() => Prop.ForAll(JsonGen.Texts().ToArbitrary(), text =>
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var result = Normalizer.Normalize(bytes, Receipt);
        Assert.Equal(result.Event is null, result.Rejection is not null);
        if (RawJson.TryParse(bytes, out var json))
        {
            Assert.Equal(json.Kind == JsonValueKind.Object, result.Event is not null);
        }
    });

    [Property(MaxTest = 500)]
    public Property Any_bytes_are_an_event_or_are_rejected() => Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
    {
        var result = Normalizer.Normalize(bytes ?? [], Receipt);
        return (result.Event is null) == (result.Rejection is not null);
    });

    [Property(MaxTest = 200)]
    public Property The_order_of_attributes_does_not_matter() => Prop.ForAll(EventGen.SoundEvents().ToArbitrary(), ArbMap.Default.ArbFor<int>(), (payload, seed) =>
    {
        var json = System.Text.Json.Nodes.JsonNode.Parse(payload)!.AsObject();
        var members = json.Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())).ToArray();
        new Random(seed).Shuffle(members);
        var shuffled = JsonSerializer.SerializeToUtf8Bytes(new System.Text.Json.Nodes.JsonObject(members));

        var expected = Normalized.Of(JsonSerializer.SerializeToUtf8Bytes(json));
        var actual = Normalized.Of(shuffled);
        DeepEquality.AssertEqual(expected, actual);
    });

    [Fact]
    public async Task Culture_time_zone_and_thread_do_not_matter()
    {
        var payloads = EventGen.Events().Sample(40, 200).ToArray();
        var expected = payloads.Select(payload => Encoding.UTF8.GetString(Normalized.Write(Normalizer.Normalize(payload, Receipt).Event!))).ToArray();

        // A culture with decimal commas, other digits and its own casing; the library must not ask it for anything.
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        culture.DateTimeFormat.DateSeparator = "|";
        culture.DateTimeFormat.TimeSeparator = "|";
        await Parallel.ForAsync(0, 4, TestContext.Current.CancellationToken, (_, _) =>
        {
            CultureInfo.CurrentCulture = culture;
            var other = new EventNormalizer();
            for (var i = 0; i < payloads.Length; i++)
            {
                var shifted = Receipt with { ReceivedAt = Receipt.ReceivedAt.ToOffset(TimeSpan.FromHours(5)), SentAt = Receipt.SentAt!.Value.ToOffset(TimeSpan.FromHours(-8)) };
                Assert.Equal(expected[i], Encoding.UTF8.GetString(Normalized.Write(other.Normalize(payloads[i], shifted).Event!)));
            }

            return ValueTask.CompletedTask;
        });
    }

    private static void AssertBounded(ErrorEvent actual)
    {
        Assert.InRange(actual.Problems.Length, 0, 100);
        Assert.InRange(actual.Fingerprint.Sum(part => part.Length), 0, 2048);
        Assert.All(actual.Tags, tag => Assert.True(tag.Key.Length is > 0 and <= 200 && tag.Value.EnumerateRunes().Count() is > 0 and <= 200));
        Assert.All(actual.Contexts, context => Assert.InRange(context.Value.Utf8.Length, 2, 8192));
        Assert.InRange(actual.Extra.Utf8.Length, 0, 256 * 1024);
        Assert.All(actual.Exceptions, exception => Assert.True(exception.Type is not null || exception.Value is not null || exception.StackTrace is not null));
        Assert.All(Texts(actual), text => Assert.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>Texts must be whole: a half of a surrogate pair would not survive being written.</summary>
    private static IEnumerable<string> Texts(ErrorEvent actual) =>
        new[] { actual.Release, actual.Environment, actual.Transaction, actual.Logger, actual.Message?.Formatted, actual.User?.Id, actual.Request?.Url }
            .Concat(actual.Exceptions.SelectMany(exception => new[] { exception.Type, exception.Value }))
            .Concat(actual.Tags.Select(tag => tag.Value))
            .OfType<string>();
}
