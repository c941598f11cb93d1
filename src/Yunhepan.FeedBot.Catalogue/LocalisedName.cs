namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// A name in Chinese and in English, and in Japanese and Spanish where it has one; otherwise these show the English one. Words are
/// compared with all of them (<see cref="All"/>).
/// </summary>
public sealed record LocalisedName(string Zh, string En)
{
    /// <summary>Returns a name that is the same in all languages.</summary>
    public static LocalisedName Same(string name) => new(name, name);

    /// <summary>The name in traditional characters; without one, readers of these get the Chinese one as it stands.</summary>
    public string? ZhHant { get; init; }

    public string? Ja { get; init; }

    public string? Es { get; init; }

    /// <summary>Every form of the name, once.</summary>
    public IEnumerable<string> All => new[] { Zh, ZhHant, En, Ja, Es }.OfType<string>().Distinct();

    /// <summary>Returns the name in a language.</summary>
    public string For(Language language) => language == Language.TraditionalChinese && ZhHant is not null
        ? ZhHant : LanguageTag.Choose(language, Zh, En, Ja ?? En, Es ?? En);

    /// <summary>Returns the name for a BCP 47 tag; see <see cref="LanguageTag.Read"/>.</summary>
    public string For(string? tag) => For(LanguageTag.Read(tag));
}
