using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>Decides which publisher a stated origin (来源) means.</summary>
internal static class PublisherNames
{
    public static IEnumerable<Publisher> Named(SourceCatalogue catalogue, string? origin) => origin is null
        ? []
        : catalogue.Publishers.Where(p => p.Name.All.Any(name => Letters(name) == Letters(origin)));

    /// <summary>Returns true if the names match: "大众网" matches "大众网-济宁频道" and the reverse; two letters are too few.</summary>
    public static bool Mean(string stated, string name)
    {
        string a = Letters(stated), b = Letters(name);
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        return a == b ? a.Length > 0 : shorter.Length >= 3 && longer.StartsWith(shorter, StringComparison.Ordinal);
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
