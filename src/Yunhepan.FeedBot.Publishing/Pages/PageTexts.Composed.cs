using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Pages;

/// <summary>The words that depend on what they are about: a number, a name, an end.</summary>
internal sealed partial record PageTexts
{
    /// <summary>The texts of all languages.</summary>
    public static IReadOnlyList<PageTexts> Languages => [.. LanguageTag.All.Select(For)];

    /// <summary>The texts of the other languages.</summary>
    public IEnumerable<PageTexts> Others => Languages.Where(texts => texts.Tag != Tag);

    /// <summary>The language that most of those read who do not read this one.</summary>
    public PageTexts Other => Tag == English.Tag ? Chinese : English;

    /// <summary>The punctuation between a name and a statement about it.</summary>
    public string Colon => Say("：", ": ", "：", ": ");

    /// <summary>The space between two sentences.</summary>
    public string Stop => Say("。", ". ", "。", ". ");

    /// <summary>Between names.</summary>
    public string Comma => Say("、", ", ", "、", ", ");

    public static PageTexts For(Language language) => language == Language.TraditionalChinese ? TraditionalChinese
        : LanguageTag.Choose(language, Chinese, English, Japanese, Spanish);

    private static PageTexts TraditionalChinese => field ??= TraditionalTexts.From(Chinese) with
    {
        Tag = "zh-Hant", OwnName = "繁體中文", Locale = "zh_TW",
    };

    // Returns what is said in this language.
    private string Say(string zh, string en, string ja, string es) => OwnText.Choose(Tag, zh, en, ja, es);

    public string Articles(int count) => Say(
        $"{count} 篇", count == 1 ? "1 article" : $"{count} articles", $"{count} 件", count == 1 ? "1 artículo" : $"{count} artículos");

    /// <summary>The highest number of matches that is counted; above it the page only says that there are more.</summary>
    public const int MostCounted = 1000;

    /// <param name="shown">The number of articles on the page, which are the newest.</param>
    /// <param name="total">The number of matches.</param>
    public string Found(int shown, int total) => total <= shown ? Articles(total)
        : total > MostCounted ? Say(
            $"超过 {MostCounted} 篇，这里是最新的 {shown} 篇", $"More than {MostCounted} articles; these are the newest {shown}",
            $"{MostCounted} 件以上のうち、最新の {shown} 件", $"Más de {MostCounted} artículos; estos son los {shown} más recientes")
        : Say(
            $"共 {total} 篇，这里是最新的 {shown} 篇", $"{total} articles; these are the newest {shown}",
            $"全 {total} 件のうち、最新の {shown} 件", $"{total} artículos; estos son los {shown} más recientes");

    /// <summary>The heading of the ways to follow a topic.</summary>
    public string SubscribeTo(string name) =>
        Say("订阅“{0}”", "Subscribe to “{0}”", "「{0}」を購読", "Suscribirse a “{0}”").Replace("{0}", name, StringComparison.Ordinal);

    /// <summary>The number of a complaint, by which its author and the operator speak of it, and its day.</summary>
    public string ComplaintNumber(long number, DateTimeOffset due) => Say(
        $"编号 {number}，{due:yyyy-MM-dd} 之前处理。请记下这个编号，询问时用得上。",
        $"Number {number}, to be dealt with by {due:yyyy-MM-dd}. Please note the number, in case you want to ask about it.",
        $"受付番号 {number}。{due:yyyy-MM-dd} までに対応します。お問い合わせに必要ですので、番号をお控えください。",
        $"Número {number}; se tramitará antes del {due:yyyy-MM-dd}. Anota el número por si quieres preguntar.");

    /// <summary>Returns why a complaint cannot be accepted as it is.</summary>
    public string ProblemOf(ComplaintProblem problem) => problem switch
    {
        ComplaintProblem.Empty => Say(
            "请写明投诉的内容。", "Please say what the complaint is about.", "内容をご記入ください。", "Escribe de qué trata la reclamación."),
        ComplaintProblem.TooLong => Say(
            $"太长了：内容不超过 {ComplaintBox.LongestText} 字，联系方式不超过 {ComplaintBox.LongestContact} 字。",
            $"Too long: at most {ComplaintBox.LongestText} characters, and {ComplaintBox.LongestContact} for the contact.",
            $"長すぎます。内容は {ComplaintBox.LongestText} 文字、連絡先は {ComplaintBox.LongestContact} 文字までです。",
            $"Es demasiado largo: {ComplaintBox.LongestText} caracteres como máximo, y {ComplaintBox.LongestContact} para el contacto."),
        ComplaintProblem.TooMany => Say(
            "您刚才已提交多次，请过一会儿再试。", "You have just sent several complaints. Please try again in a while.",
            "続けて何度も送信されています。しばらくしてからお試しください。", "Acabas de enviar varias reclamaciones. Inténtalo de nuevo más tarde."),
        ComplaintProblem.Full => Say(
            "待处理的投诉太多，暂时无法接收，请稍后再试。",
            "Too many complaints are waiting, so no more can be taken at the moment. Please try again later.",
            "対応待ちの申し立てが多いため、現在は受け付けられません。後ほどお試しください。",
            "Hay demasiadas reclamaciones pendientes y por ahora no se pueden aceptar más. Inténtalo más tarde."),
        _ => throw new System.Diagnostics.UnreachableException($"no text for a complaint that is {problem}"),
    };

    /// <summary>Returns what a correction changed, in the words of alerts.</summary>
    public string NameOfField(ChangedField field) => field switch
    {
        ChangedField.Title => Say("标题", "Title", "題名", "Título"),
        ChangedField.Text => Say("正文", "Text", "本文", "Texto"),
        ChangedField.Number => Say("数字", "Number", "数", "Número"),
        ChangedField.Name => Say("姓名", "Name", "氏名", "Nombre"),
        ChangedField.Time => Say("时间", "Time", "日時", "Fecha u hora"),
        ChangedField.End => Say("状态", "Status", "状態", "Estado"),
        ChangedField.Private => Say("个人信息已删除", "Personal data removed", "個人情報を削除", "Datos personales eliminados"),
        ChangedField.Restored => Say(
            "此前撤回或撤下，现已恢复", "Restored after it had been withdrawn or taken down",
            "取り消しまたは掲載停止の後、再掲載", "Publicado de nuevo tras haberse retirado"),
        ChangedField.Origin => Say("来源", "Source", "出典", "Fuente"),
        ChangedField.Notice => Say("更正声明", "Notice of correction", "訂正のお知らせ", "Aviso de corrección"),
        _ => throw new System.Diagnostics.UnreachableException($"no text for a change of {field}"),
    };
}
