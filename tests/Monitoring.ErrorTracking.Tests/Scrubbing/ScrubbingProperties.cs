using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Monitoring.ErrorTracking.Scrubbing;
using Monitoring.ErrorTracking.Scrubbing.Passes;
using Monitoring.ErrorTracking.Scrubbing.Selectors;
using Monitoring.TestData.Events;
using Monitoring.TestData.Json;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

public sealed class ScrubbingProperties
{
    private static readonly Scrubber Default = ScrubberTests.With();

    private static readonly Scrubber Own = ScrubberTests.With(new ScrubbingSettings
    {
        IpAddresses = IpAddressStorage.Mask,
        Rules =
        [
            new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Email, Source = "$string" },
            new ScrubbingRule { Method = ScrubMethod.Hash, Type = ScrubType.Anything, Source = "user.id || user.username" },
            new ScrubbingRule { Method = ScrubMethod.Mask, Type = ScrubType.Uuid, Source = "extra.** && !$number" },
            new ScrubbingRule { Method = ScrubMethod.Remove, Type = ScrubType.UserPath, Source = "**" },
            new ScrubbingRule { Method = ScrubMethod.Replace, Type = ScrubType.Regex, Pattern = "[A-Z]{2}-[0-9]{3,}", Replacement = "#", Source = "$message || $error.value || $breadcrumb.**" },
        ],
    });

    [Property(MaxTest = 300)]
    public Property Planted_secrets_are_not_found_again() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var (json, needles) = Planting.Plant(EventGen.Next(random), random, 6);
            foreach (var scrubber in new[] { Default, Own })
            {
                var scrubbed = Encoding.UTF8.GetString(scrubber.Scrub(json)!.Json.Span);
                using var document = JsonDocument.Parse(scrubbed, new JsonDocumentOptions { MaxDepth = 128 });
                var texts = string.Join('\n', Texts(document.RootElement));
                Assert.All(needles, needle => Assert.False(
                    scrubbed.Contains(needle, StringComparison.Ordinal) || texts.Contains(needle, StringComparison.Ordinal), $"'{needle}' is in {scrubbed}\nof {Encoding.UTF8.GetString(json)}"));
            }
        });

    [Property(MaxTest = 300)]
    public Property Scrubbing_again_changes_nothing() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var (json, _) = Planting.Plant(EventGen.Next(random), random, 6);
            foreach (var scrubber in new[] { Default, Own })
            {
                var once = scrubber.Scrub(json)!.Json;
                var twice = scrubber.Scrub(once)!;
                Assert.Equal(Encoding.UTF8.GetString(once.Span), Encoding.UTF8.GetString(twice.Json.Span));
            }
        });

    [Property(MaxTest = 300)]
    public Property The_shape_stays() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue).ToArbitrary(),
        seed =>
        {
            var random = new Random(seed);
            var (json, _) = Planting.Plant(EventGen.Next(random), random, 6);
            using var before = JsonDocument.Parse(json);
            using var after = JsonDocument.Parse(Default.Scrub(json)!.Json);
            Assert.Equal(Shape(before.RootElement), Shape(after.RootElement));
        });

    [Property(MaxTest = 1000)]
    public Property Any_bytes_are_scrubbed_or_refused() => Prop.ForAll(
        Gen.OneOf(EventGen.Events(), JsonGen.Texts().Select(Encoding.UTF8.GetBytes)).ToArbitrary(),
        json =>
        {
            var scrubbed = Own.Scrub(json);
            if (scrubbed is { IsChanged: true })
            {
                using var document = JsonDocument.Parse(scrubbed.Json, new JsonDocumentOptions { MaxDepth = 128 });
            }
        });

    [Property(MaxTest = 2000)]
    public Property A_selector_is_read_or_its_mistake_is_named() => Prop.ForAll(
        Gen.Elements("$string", "$", "a", "'b c'", "'", ".", "**", "*", "!", "&&", "||", "(", ")", " ", "0", "99999999999", "$nothing", "&", "|", "\"", "ü").ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            var read = SelectorParser.Parse(text);
            Assert.Equal(read.Selector is null, read.Message is not null);
            Assert.InRange(read.Offset, 0, text.Length);
            if (read.Selector is { } selector)
            {
                var set = new SelectorSet([selector]);
                Span<ulong> bits = stackalloc ulong[set.Width];
                set.Step([], bits, set.KeysOf("a"), -1, ValueKinds.String);
                set.Chosen(bits, onlySpecific: false);
            }
        });

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Texts(property.Value).Prepend(property.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value.GetString()!],
        _ => [value.GetRawText()],
    };

    /// <summary>The containers with the number of what is in them, and which values are null.</summary>
    private static string Shape(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Where(property => property.Name != "_meta").Select(property => Shape(property.Value)))}}}",
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Shape))}]",
        JsonValueKind.Null => "n",
        _ => "v",
    };
}
