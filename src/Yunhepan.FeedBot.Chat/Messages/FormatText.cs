using System.Globalization;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Says in words how a format looks, and above all what it leaves out.</summary>
internal static class FormatText
{
    public static string Settings(MessageFormat format, bool isSilent, bool hasPreviews, ChatTexts all)
    {
        var texts = all.Format;
        List<string> parts = [Named(texts.TextName, texts.Text(format.Text ?? TextAmount.Standard))];
        if (hasPreviews)
            parts.Add(Named(texts.PreviewName, texts.Preview(format.Preview ?? LinkPreview.Below)));
        if (format.Pictures is { } pictures)
            parts.Add(Named(texts.PicturesName, texts.Pictures(pictures)));
        parts.Add(Named(texts.AuthorsName, format.Authors == true ? texts.On : texts.Off));
        parts.Add(Named(texts.SourceName, texts.Source(format.OnlyNames == true)));
        parts.Add(Named(texts.CategoriesName, format.Categories == false ? texts.Off : texts.On));
        parts.Add(Named(texts.LengthName, texts.Length(format.Length)));
        if (format.Template is not null)
            parts.Add(texts.TemplateOn);
        parts.Add(Named(texts.SoundName, isSilent ? texts.Off : texts.On));
        return string.Join(" · ", parts);

        string Named(string name, string value) => name + texts.Colon + value;
    }

    /// <summary>Returns what is left out of ordinary messages.</summary>
    public static IReadOnlyList<string> LeftOut(MessageFormat format, FormatTexts texts)
    {
        List<string> left = [];
        if (format.LosesText)
            left.Add(
                format is { Template: null, Text: not TextAmount.Compact, Length: { } most } ? texts.TheTextBeyond(most) : texts.TheText);
        if (format.LosesPicture)
            left.Add(texts.ThePictures);
        if (format.LosesTime)
            left.Add(Brief(texts));
        if (format.Categories == false)
            left.Add(texts.TheCategories);
        return left;
    }

    /// <summary>Returns what is left out of urgent alerts if they look like this too.</summary>
    public static IReadOnlyList<string> LeftOutOfUrgent(MessageFormat format, FormatTexts texts)
    {
        List<string> left = [];
        if (format.UrgentLength is { } most)
            left.Add(texts.PersonBeyond(most));
        if (format.LosesPicture)
            left.Add(texts.Photo);
        if (format.LosesTime)
            left.Add(Brief(texts));
        return left;
    }

    /// <summary>Returns what <see cref="LeftOutOfUrgent"/> names as a value of a button: agreeing to it is agreeing to no more.</summary>
    public static string CodeOf(MessageFormat format) =>
        (format.UrgentLength is { } most ? string.Create(CultureInfo.InvariantCulture, $"t{most}") : "")
        + (format.LosesPicture ? "p" : "") + (format.LosesTime ? "s" : "");

    private static string Brief(FormatTexts texts) => texts.SourceName + texts.Colon + texts.Source(true);

    public static string AboutUrgent(MessageFormat format, ChatTexts all)
    {
        var texts = all.Format;
        return format.AlsoUrgent != true ? texts.UrgentWhole
            : LeftOutOfUrgent(format, texts) is { Count: > 0 } left ? texts.UrgentLoses(string.Join(all.Alert.Comma, left))
            : texts.UrgentAlike;
    }
}
