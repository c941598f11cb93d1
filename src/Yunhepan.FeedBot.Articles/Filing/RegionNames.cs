using Yunhepan.FeedBot.Catalogue;


namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>Does an article name a region? In its title, or with its full name where the text begins.</summary>
internal static class RegionNames
{
    /// <summary>Characters of the text in which a place is where it happened, not one that is mentioned.</summary>
    private const int Beginning = 120;

    public static string? Reason(Region region, CategorySubject subject)
    {
        string zh = CategoryRule.Fold(region.Name.Zh), en = CategoryRule.Fold(region.Name.En);
        foreach (var name in (ReadOnlySpan<string>)[zh, Short(zh), en])
        {
            if (name.Length >= 2 && CategoryRule.Contains(subject.Title, name))
                return $"title: {name}";
        }

        var start = subject.All.Length > subject.Title.Length ? subject.All[(subject.Title.Length + 1)..] : "";
        start = start.Length > Beginning ? start[..Beginning] : start;
        return zh.Length >= 3 && CategoryRule.Contains(start, zh) ? $"text: {zh}" : null;
    }

    /// <summary>People say 曲阜 for 曲阜市, but 市中 is no short name of 市中区: a district's is left whole.</summary>
    private static string Short(string name) => name.Length >= 3 && name[^1] is '市' or '县' ? name[..^1] : "";
}
