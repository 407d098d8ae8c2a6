using System.Text.Json;
using System.Text.Json.Nodes;
using Monitoring.ErrorTracking.Scrubbing.Fields;
using Monitoring.TestData.Secrets;

namespace Monitoring.ErrorTracking.Tests.Scrubbing;

/// <summary>Puts secrets at random places of an event: into texts of every field, under names, in lists, in names themselves, in JSON within texts.</summary>
internal static class Planting
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 100 };

    public static (byte[] Json, List<string> Needles) Plant(byte[] json, Random random, int count)
    {
        var needles = new List<string>();
        if (JsonNode.Parse(json, documentOptions: Deep) is not JsonObject root)
        {
            return (json, needles);
        }

        root["extra"] ??= new JsonObject();
        root["request"] ??= new JsonObject { ["headers"] = new JsonObject { ["Accept"] = "*/*" }, ["url"] = "https://shop.local/", ["data"] = new JsonObject { ["a"] = "b" } };
        root["logger"] ??= "shop";
        root["transaction"] ??= "/checkout";
        for (var planted = 0; planted < count; planted++)
        {
            var secret = SecretGen.Next(random);
            if (secret.Text is null ? PlantNamed(root, secret, random) : PlantText(root, secret, random))
            {
                needles.Add(secret.Needle);
            }
        }

        return (JsonSerializer.SerializeToUtf8Bytes(root, Serialization), needles);
    }

    private static JsonSerializerOptions Serialization { get; } = new() { MaxDepth = 100, TypeInfoResolver = new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver() };

    private static bool PlantNamed(JsonObject root, Secret secret, Random random)
    {
        var objects = new List<JsonObject>();
        Visit(root, EventFields.Event, (node, field) =>
        {
            if (node is JsonObject found && field.Mode == FieldMode.Free && field != EventFields.Event)
            {
                objects.Add(found);
            }
        });
        if (objects.Count == 0)
        {
            return false;
        }

        var target = objects[random.Next(objects.Count)];
        switch (random.Next(5))
        {
            case 0:
                target[$"x{random.Next(1000)}"] = new JsonArray(new JsonArray(secret.Name, secret.Needle));
                break;
            case 1:
                target[secret.Name!] = new JsonObject { ["inner"] = new JsonArray(secret.Needle, 1, true) };
                break;
            case 2:
                target[$"x{random.Next(1000)}"] = new JsonObject { ["value"] = secret.Needle, ["name"] = secret.Name };
                break;
            case 3:
                target[$"x{random.Next(1000)}"] = new JsonObject { [secret.Name!] = secret.Needle }.ToJsonString();
                break;
            default:
                target[secret.Name!] = secret.Needle;
                break;
        }

        return true;
    }

    private static bool PlantText(JsonObject root, Secret secret, Random random)
    {
        var places = new List<(JsonNode Parent, string? Name, int Index)>();
        Visit(root, EventFields.Event, (node, field) =>
        {
            if (node is JsonValue value && value.GetValueKind() == JsonValueKind.String && node.Parent is { } parent && MayStand(secret, field, node))
            {
                places.Add((parent, parent is JsonObject ? node.GetPropertyName() : null, parent is JsonArray ? node.GetElementIndex() : 0));
            }
            else if (node is JsonObject && field.Mode == FieldMode.Free && field != EventFields.Event)
            {
                places.Add((node, random.Next(8) == 0 && secret.Text is { } text && IsBare(secret) ? text : $"planted{random.Next(1000)}", 0));
            }
        });
        var (target, name, index) = places[random.Next(places.Count)];
        if (target is JsonObject map)
        {
            map[name!] = secret.Text;
        }
        else
        {
            ((JsonArray)target)[index] = secret.Text;
        }

        return true;
    }

    // What only follows a name in a text does not tell of itself as a name.
    private static bool IsBare(Secret secret) => secret.IsFoundInCode || char.IsDigit(secret.Needle[0]);

    /// <summary>
    /// Whether the documentation says that a secret is found there. Instants and ids are replaced whole, and so are out of question; so is a name that was
    /// planted and tells of another secret.
    /// </summary>
    private static bool MayStand(Secret secret, FieldNode field, JsonNode node) =>
        (field.Mode is FieldMode.Free or FieldMode.Text || secret.IsFoundInCode)
        && !SecretGen.Names.Contains(node.GetValue<string>())
        && !(node.Parent is JsonObject && node.GetPropertyName() is "event_id" or "timestamp" or "start_timestamp" or "type" or "platform" or "level");

    private static void Visit(JsonNode? node, FieldNode field, Action<JsonNode, FieldNode> visit)
    {
        if (node is null || field.Role == FieldRole.Meta)
        {
            return;
        }

        visit(node, field);
        switch (node)
        {
            case JsonObject map:
                var within = field.Role == FieldRole.List && !map.ContainsKey("values") ? field.Elements : field;
                foreach (var (name, child) in map.ToArray())
                {
                    Visit(child, within.Child(System.Text.Encoding.UTF8.GetBytes(name)), visit);
                }

                break;
            case JsonArray list:
                foreach (var child in list.ToArray())
                {
                    Visit(child, field.Elements, visit);
                }

                break;
        }
    }
}
