using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>Reads which SDK reported the event.</summary>
internal static class SdkReader
{
    public static SdkInfo? Read(ref JsonCursor json, EventScope scope)
    {
        if (!json.EnterObject())
        {
            scope.SkipUnexpected(ref json, "", "expected an object");
            return null;
        }

        string? sdkName = null;
        string? version = null;
        RawJson integrations = default;
        RawJson packages = default;
        RawJson features = default;
        RawJson settings = default;
        while (json.NextProperty(out var name))
        {
            switch (name.Length)
            {
                case 4 when name.SequenceEqual("name"u8):
                    sdkName = scope.ReadName(ref json, "name", Limits.Name);
                    break;
                case 7 when name.SequenceEqual("version"u8):
                    version = scope.ReadName(ref json, "version", Limits.Name);
                    break;
                case 12 when name.SequenceEqual("integrations"u8):
                    integrations = scope.ReadRawArray(ref json, "integrations");
                    break;
                case 8 when name.SequenceEqual("packages"u8):
                    packages = scope.ReadRawArray(ref json, "packages");
                    break;
                case 8 when name.SequenceEqual("features"u8):
                    features = scope.ReadRawArray(ref json, "features");
                    break;
                case 8 when name.SequenceEqual("settings"u8):
                    settings = scope.ReadRawObject(ref json, "settings", Limits.RequestPart);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        if (string.IsNullOrEmpty(sdkName) || string.IsNullOrEmpty(version))
        {
            scope.Report(string.IsNullOrEmpty(sdkName) ? "name" : "version", EventProblemCodes.MissingAttribute, "an SDK has a name and a version");
        }

        return new SdkInfo { Name = sdkName, Version = version, Integrations = integrations, Packages = packages, Features = features, Settings = settings };
    }
}
