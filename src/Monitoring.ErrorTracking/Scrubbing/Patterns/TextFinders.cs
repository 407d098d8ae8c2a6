using Monitoring.Core.Redaction;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>The finders of each type of data.</summary>
internal static class TextFinders
{
    /// <summary>The finders of a type; none for <see cref="ScrubType.Anything"/> and <see cref="ScrubType.Regex"/>.</summary>
    public static IEnumerable<ITextFinder> Of(ScrubType type, SecretScanner scanner) => type switch
    {
        ScrubType.Anything or ScrubType.Regex => [],
        ScrubType.Iban => [new IbanFinder()],
        ScrubType.UserPath => [new UserPathFinder()],
        ScrubType.Mac => [HexFinder.Mac],
        ScrubType.Uuid => [HexFinder.Uuid],
        ScrubType.Imei => [new ImeiFinder()],
        ScrubType.Password => [new EngineFinder(scanner, SecretKinds.NamedValue), new QueryFinder(scanner)],
        _ => [new EngineFinder(scanner, EngineFinder.KindsOf(type))],
    };
}
