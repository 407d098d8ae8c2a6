namespace ConsoleShop;

/// <summary>A request that is traced, with a query and an error in it.</summary>
internal static class Trace
{
    public static async Task RunAsync()
    {
        var transaction = SentrySdk.StartTransaction("GET /dotnet/{id}", "http.server");
        SentrySdk.ConfigureScope(scope => scope.Transaction = transaction);
        var query = transaction.StartChild("db", "SELECT * FROM dotnet_orders WHERE id = 1007");
        await Task.Delay(20);
        query.Finish(SpanStatus.Ok);
        SentryId error;
        try
        {
            throw new KeyNotFoundException("no such order");
        }
        catch (KeyNotFoundException exception)
        {
            error = SentrySdk.CaptureException(exception);
        }

        transaction.Finish(SpanStatus.NotFound);
        await SentrySdk.FlushAsync(TimeSpan.FromMinutes(2));
        Console.WriteLine($$"""{"trace":"{{transaction.TraceId}}","error":"{{error}}"}""");
    }
}
