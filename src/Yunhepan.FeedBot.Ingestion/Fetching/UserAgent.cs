namespace Yunhepan.FeedBot.Ingestion.Fetching;

/// <summary>Who we say we are: always the same, and with a way to reach us.</summary>
internal static class UserAgent
{
    private const string Product = "Yunhepan.FeedBot/1.0";

    public static string With(string? contact) => contact is null ? Product : $"{Product} (+{contact})";
}
