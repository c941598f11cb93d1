namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>The User-Agent header: always the same, with a way to contact us.</summary>
internal static class UserAgent
{
    private const string Product = "Yunhepan.FeedBot/1.0";

    public static string With(string? contact) => contact is null ? Product : $"{Product} (+{contact})";
}
