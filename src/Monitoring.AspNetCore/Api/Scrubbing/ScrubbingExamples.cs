namespace Monitoring.AspNetCore.Api.Scrubbing;

internal static class ScrubbingExamples
{
    public static ApiContent Settings { get; } = ApiContent.Of(
        new()
        {
            Defaults = true,
            SensitiveFields = ["customer_number"],
            SafeFields = ["session"],
            StoreIpAddress = "mask",
            Rules =
            [
                new() { Method = "replace", Type = "email", Source = "$string" },
                new() { Method = "hash", Type = "anything", Source = "user.id" },
                new() { Method = "remove", Type = "regex", Source = "$message || $error.value", Pattern = "ORD-[0-9]+" },
            ],
        },
        ScrubbingJson.Default.ScrubbingDocument);

    public static ApiContent Test { get; } = new()
    {
        Shape = ScrubbingJson.Default.ScrubbingTestRequest,
        Example = """{"event":{"message":"login of ann failed","extra":{"password":"hunter2"}}}"""u8.ToArray(),
    };

    public static ApiContent Tested { get; } = ApiContent.Of(
        new()
        {
            Changed = true,
            Event = """{"message":"login of ann failed","extra":{"password":"[Filtered]"},"_meta":{"extra":{"password":{"":{"rem":[["@password:filter","s",0,10]],"len":7}}}}}"""u8.ToArray(),
            Reasons = [new() { Path = "extra.password", Rule = "@password:filter", Done = "replaced", Start = 0, End = 10 }],
        },
        ScrubbingJson.Default.ScrubbingTestDocument);
}
