using System.Text;
using System.Text.Json;
using Monitoring.EndToEnd.Tests.Wire;
using Monitoring.TestData.Secrets;

namespace Monitoring.EndToEnd.Tests.Secrets;

/// <summary>A secret for each place of a careless program, made anew for each run; the programs beside the tests plant them.</summary>
internal sealed class PlantedSecrets
{
    /// <summary>Fields whose names tell of a secret.</summary>
    private static readonly string[] Named =
    [
        "authorization", "body", "breadcrumbData", "context", "cookie", "exceptionData", "extra", "header", "logData", "query", "spanData", "tagNamed", "userField", "variable", "variableWithin",
    ];

    /// <summary>Texts.</summary>
    private static readonly string[] Texts =
    [
        "bodyText", "breadcrumb", "breadcrumbText", "cause", "contextText", "exception", "exceptionDataText", "extraText", "feedback", "log", "message", "spanText", "variableText",
    ];

    /// <summary>Texts of one line without letters of other alphabets, because SDKs or HTTP take no others there.</summary>
    private static readonly string[] Lines = ["feedbackName", "fingerprint", "headerText", "metric", "span", "tag", "user"];

    private readonly Dictionary<string, Secret> _secrets = [];

    public PlantedSecrets(Random random)
    {
        foreach (var place in Named)
        {
            _secrets[place] = SecretGen.NextNamed(random);
        }

        foreach (var place in Texts)
        {
            _secrets[place] = SecretGen.NextText(random);
        }

        foreach (var place in Lines)
        {
            _secrets[place] = Next(random, text => text.All(character => character is >= ' ' and <= '~'));
        }
    }

    /// <summary>Every place.</summary>
    public IReadOnlyCollection<string> Places => _secrets.Keys;

    /// <summary>What must not be found again.</summary>
    public IReadOnlyCollection<string> Needles => [.. _secrets.Values.Select(secret => secret.Needle)];

    /// <summary>Name, or null, and value of the secret of each place, as the programs read them.</summary>
    public string ToJson() => JsonSerializer.Serialize(_secrets.ToDictionary(secret => secret.Key, secret => new { name = secret.Value.Name, value = secret.Value.Text ?? secret.Value.Needle }));

    public string Value(string place) => _secrets[place].Text ?? _secrets[place].Needle;

    public string Name(string place) => _secrets[place].Name!;

    /// <summary>Places whose secret is in a text.</summary>
    public IReadOnlyList<string> PlacesIn(string text) => [.. _secrets.Where(secret => text.Contains(secret.Value.Needle, StringComparison.Ordinal)).Select(secret => secret.Key)];

    /// <summary>Places whose secret is in a file of a directory.</summary>
    public IReadOnlyList<string> PlacesUnder(string directory)
    {
        var found = StoredBytes.Find(directory, Needles);
        return [.. _secrets.Keys.Where(place => found.Any(line => line.StartsWith($"'{_secrets[place].Needle}'", StringComparison.Ordinal)))];
    }

    /// <summary>Places whose secret a program has sent.</summary>
    public IReadOnlyList<string> PlacesSent(IEnumerable<TappedRequest> requests) => PlacesIn(string.Join('\n', requests.Select(request => Encoding.UTF8.GetString(request.Body))));

    /// <summary>The secrets at these places, for the message of a failure.</summary>
    public string Show(IEnumerable<string> places) => string.Join('\n', places.Select(place => $"{place}: {_secrets[place].Name} {Value(place)}"));

    private static Secret Next(Random random, Func<string, bool> isFitting)
    {
        while (true)
        {
            var secret = SecretGen.NextText(random, isFoundInCode: true);
            if (isFitting(secret.Text!))
            {
                return secret;
            }
        }
    }
}
