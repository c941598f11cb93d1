using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// Chooses among what we wrote ourselves in each language. Traditional Chinese is made from the simplified one, so that nobody writes
/// it a second time; the names and words of others stand in it as they are.
/// </summary>
public static class OwnText
{
    /// <summary>Returns a text, or a record of texts, in the language of a tag; a language without any has the English ones.</summary>
    public static T Choose<T>(string? tag, T zh, T en, T ja, T es)
        where T : class => Choose(LanguageTag.Read(tag), zh, en, ja, es);

    /// <inheritdoc cref="Choose{T}(string?, T, T, T, T)"/>
    public static T Choose<T>(Language language, T zh, T en, T ja, T es)
        where T : class => language != Language.TraditionalChinese ? LanguageTag.Choose(language, zh, en, ja, es)
            : zh is string text ? (T)(object)TraditionalCharacters.Write(text) : TraditionalTexts.From(zh);
}
